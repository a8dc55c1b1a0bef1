"""The page's address: who may come, and what a tab can ask."""

CLERK, SECRETARY, MEMBER = 0, 1, 5


def as_(opened, number, **fields):
    return {"as": opened.id_of(number), "chat": opened.bot, **fields}


async def test_only_the_page_itself_may_act_here(opened):
    send = opened.url + "send?name=a.txt"
    for headers in ({}, {"Origin": "http://elsewhere.example"}, {"Origin": "null"}):
        async with opened.http.post(send, data=b"x", headers=headers) as answer:
            assert answer.status == 403
        async with opened.http.get(opened.url + "live", headers=headers) as answer:
            assert answer.status == 403
    for host in ("elsewhere.example", "127.0.0.1.elsewhere.example", "[::"):
        async with opened.http.get(opened.url, headers={"Host": host}) as answer:
            assert answer.status in {400, 421}
    async with opened.http.get(opened.url) as answer:
        assert answer.status == 200
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_a_tab_sees_what_its_people_see_and_hears_what_changes(opened):
    async with opened.tab() as tab:
        hello = await tab.hears("hello")
        assert [person["is_citizen"] for person in hello["people"]].count(True) == 2
        assert len(hello["tour"]) > 9
        chats = (await tab.ask("follow", **{"as": opened.id_of(MEMBER)}))["chats"]
        assert [chat["kind"] for chat in chats] == ["private", "group"]
        await tab.ask("write", **as_(opened, MEMBER, text="/viec"))
        answer = await tab.hears("message", lambda event: not event["message"]["is_mine"])
        assert "việc" in answer["message"]["text"]
        line = await tab.hears("chat", lambda event: event["chat"]["unread"])
        assert line["chat"]["last"]["author"] == "Trợ lý Nghị quyết"
        shown = await tab.ask("open", **as_(opened, MEMBER))
        assert shown["messages"][-1] == answer["message"]
        assert {"viec"} <= {command["command"] for command in shown["commands"]}
        read = await tab.hears("chat", lambda event: event["chat"]["unread"] == 0)
        assert read["as"] == opened.id_of(MEMBER)


async def test_a_press_brings_up_what_the_bot_answers(opened):
    async with opened.tab() as tab:
        await tab.ask("follow", **{"as": opened.id_of(CLERK)})
        await tab.ask("offer", offer="sample")
        form = await tab.hears("message", lambda event: event["message"]["keyboard"])
        pressed = as_(opened, CLERK, message=form["message"]["id"], row=0, column=0)
        answer = await tab.ask("press", **pressed)
        assert answer.keys() == {"re", "text", "is_alert", "url"}
        await tab.hears("message", lambda event: event["message"] != form["message"])
        done = await tab.hears("tour", lambda event: event["tour"][0]["is_done"])
        assert not done["tour"][1]["is_done"]


IMPOSSIBLE = (
    {"do": "dance"},
    {"do": "open"},
    {"do": "open", "as": "1"},
    {"do": "write", "text": "", "chat": "bot"},
    {"do": "write", "text": "x", "chat": "-100"},
    {"do": "press", "message": 10**9, "row": 0, "column": 0, "chat": "bot"},
    {"do": "vote", "message": 10**9, "options": ["x"], "chat": "bot"},
    {"do": "clock", "to": "yesterday"},
    {"do": "weather", "weather": "snow"},
    {"do": "power", "power": "more"},
    {"do": "offer", "offer": "tea"},
)


async def test_what_cannot_be_done_is_answered_with_a_sentence(opened):
    async with opened.tab() as tab:
        for impossible in IMPOSSIBLE:
            asked = {"as": opened.id_of(MEMBER), **impossible}
            if asked.get("chat") == "bot":
                asked["chat"] = opened.bot
            assert (await tab.ask(asked.pop("do"), **asked))["error"], impossible
        assert "chats" in await tab.ask("follow", **{"as": opened.id_of(MEMBER)})


async def test_a_citizen_follows_the_link_that_the_clerk_publishes_in_the_channel(opened):
    async with opened.tab() as tab:
        citizen = next(each["id"] for each in (await tab.hears("hello"))["people"] if each["is_citizen"])
        chats = (await tab.ask("follow", **{"as": citizen}))["chats"]
        channel = next(chat["id"] for chat in chats if chat["kind"] == "channel")
        link = f"https://t.me/{opened.made.account.username}?start=x"
        await tab.ask(
            "write", **{"as": opened.id_of(CLERK), "chat": channel, "text": f"Mời góp ý: {link}"}
        )
        post = await tab.hears("message")
        assert link in post["message"]["text"]
        assert "error" in await tab.ask("write", **{"as": citizen, "chat": channel, "text": "Ý kiến"})
        assert (await tab.ask("link", **{"as": citizen, "url": link}))["chat"] == opened.bot


async def test_files_go_up_and_come_down_only_to_who_sees_them(opened):
    query = {"as": opened.id_of(CLERK), "chat": opened.bot, "name": "ghi chú.txt"}
    headers = {"Origin": opened.origin}
    async with opened.tab() as tab:
        await tab.ask("follow", **{"as": opened.id_of(CLERK)})
        send = opened.http.post(
            opened.url + "send", params=query, data="Xin chào".encode(), headers=headers
        )
        async with send as answer:
            assert await answer.json() == {"ok": True}
        sent = await tab.hears("message", lambda event: event["message"]["document"])
    href = opened.origin + sent["message"]["document"]["href"]
    async with opened.http.get(href) as answer:
        assert await answer.text() == "Xin chào"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    stranger = href.replace(opened.id_of(CLERK), opened.id_of(MEMBER))
    async with opened.http.get(stranger) as answer:
        assert answer.status == 404


async def test_the_clock_tells_who_got_what(opened):
    async with opened.tab() as tab:
        await tab.ask("follow", **{"as": opened.id_of(CLERK)})
        before = opened.made.clock.now()
        answer = await tab.ask("clock", to="day")
        assert answer["arrived"] == []
        assert (opened.made.clock.now() - before).days == 1
        moved = await tab.hears("clock", lambda event: not event["is_moving"])
        assert moved["now"][:4] == "2026"


async def test_a_torn_bot_comes_back_and_answers_what_waited(opened):
    async with opened.tab() as tab:
        await tab.ask("follow", **{"as": opened.id_of(MEMBER)})
        await tab.ask("power", power="off")
        await tab.ask("write", **as_(opened, MEMBER, text="/trogiup"))
        assert (await tab.ask("open", **as_(opened, MEMBER)))["messages"][-1]["is_mine"]
        await tab.ask("power", power="on")
        await tab.hears("message", lambda event: event["message"]["is_bot"])
        await tab.ask("power", power="kill")
        tab.events.clear()
        await tab.ask("write", **as_(opened, MEMBER, text="/viec"))
        await tab.hears("message", lambda event: event["message"]["is_bot"])


async def test_bad_weather_passes_and_nothing_is_lost(opened):
    async with opened.tab() as tab:
        await tab.ask("follow", **{"as": opened.id_of(MEMBER)})
        await tab.ask("weather", weather="errors")
        for _ in range(3):
            await tab.ask("write", **as_(opened, MEMBER, text="/trogiup"))
        await tab.ask("weather", weather="fine")
        for _ in range(20):
            await tab.ask("clock", to="hour")
            shown = await tab.ask("open", **as_(opened, MEMBER))
            answers = [each for each in shown["messages"] if "làm được" in each["text"]]
            if len(answers) == 3:
                return
        raise AssertionError(answers)


async def test_behind_the_curtain_calls_outbox_and_journal_are_seen(opened):
    async with opened.tab() as tab:
        calls = (await tab.ask("watch", is_on=True))["calls"]
        assert {"method", "chat", "code", "at", "description"} == calls[-1].keys()
        await tab.ask("write", **as_(opened, MEMBER, text="/viec"))
        told = await tab.hears("calls")
        assert told["calls"][-1]["method"] == "sendMessage"
        assert (await tab.ask("journal"))["rows"][0]["fact"]
        await opened.made.stage.settle()
        assert (await tab.ask("outbox"))["rows"][0]["state"] == "sent"
