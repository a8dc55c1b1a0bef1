"""Members come: the clerk's link, the roster, the personal links (S3.4)."""

ROSTER = """Họ và tên,Chức vụ,Vai trò,Biểu quyết,Phụ trách
Nguyễn Văn Bình,Bí thư Đảng ủy,Bí thư,x,
Trần Thị Dung,Phó Bí thư Thường trực,Phó Bí thư,x,Công tác xây dựng Đảng
Phạm Văn An,Ủy viên,Ủy viên,x,Thôn Bắc Sơn
""".encode()


async def test_the_first_clerk_comes_through_the_printed_link(town):
    clerk = town.person("Lê Thị Hạnh")
    clerk.follows(town.first_link)
    await town.settle()
    assert "Kính chào đồng chí Lê Thị Hạnh" in clerk.chat(town.account).last.text


async def test_a_link_works_once(town):
    clerk, stranger = town.person("Lê Thị Hạnh"), town.person("Ai Đó")
    clerk.follows(town.first_link)
    await town.settle()
    stranger.follows(town.first_link)
    await town.settle()
    assert "đã được dùng hoặc quá hạn" in stranger.chat(town.account).last.text


async def test_a_clerk_sends_the_roster_and_hands_out_links(town):
    clerk = town.person("Lê Thị Hạnh")
    clerk.follows(town.first_link)
    await town.settle()
    clerk.writes(town.account, "/danhsach")
    await town.settle()
    clerk.presses("Gửi danh sách", chat=town.account)
    await town.settle()
    clerk.sends_file(town.account, "danh-sach.csv", ROSTER)
    await town.settle()
    clerk.presses("Nhận các liên kết cá nhân", chat=town.account)
    await town.settle()
    links = [message for message in clerk.chat(town.account).messages if message.photo]
    assert len(links) == 3
    binh = town.person("Bình")
    binh.follows(next(m for m in links if "Bình" in m.text).text.split()[-1])
    await town.settle()
    assert "Kính chào đồng chí Nguyễn Văn Bình" in binh.chat(town.account).last.text
    assert "đã kết nối (2/4)" in clerk.chat(town.account).last.text


async def test_what_is_asked_for_every_day_stands_first_in_the_menu(committee):
    menu = (await committee.writes(committee.clerk, "/trogiup")).text
    names = [line.split()[0] for line in menu.splitlines() if line.startswith("/")]
    assert names[:3] == ["/viec", "/hoso", "/gopy"]
    assert names[-2:] == ["/huy", "/trogiup"]
