"""The play: some weeks in the life of one resolution, acted by people who only read and press.

Nobody here knows how the bot works: each person looks at the private chat or the group and does what
people do. Moods (who is silent, late, careless) come from a seed, so that a rehearsal can be repeated.
"""

from collections.abc import Callable

from simulator.rehearsal.assigning import assigning
from simulator.rehearsal.company import Company
from simulator.rehearsal.consulting import consulting
from simulator.rehearsal.deciding import answering, issuing, voting
from simulator.rehearsal.drafting import drafting
from simulator.rehearsal.from_above import from_above
from simulator.rehearsal.reviewing import reviewing
from simulator.rehearsal.working import working

SCENES = (
    (drafting, "soạn thảo · drafting"),
    (from_above, "văn bản cấp trên · document from above"),
    (consulting, "lấy ý kiến · consultation"),
    (answering, "trả lời góp ý · answers"),
    (voting, "biểu quyết · vote"),
    (issuing, "ban hành · issuing"),
    (assigning, "giao việc · tasks"),
    (working, "thực hiện, kiểm tra · work and inspections"),
    (reviewing, "tổng kết, lưu hồ sơ · review and archive"),
)


async def plays(company: Company, says: Callable[[str, float], None]) -> None:
    """Play it from the beginning to the end, and say what is going on and how much of it is done.

    Raises NotTaken.
    """
    for number, (scene, what) in enumerate(SCENES):
        says(what, number / len(SCENES))
        await scene(company)
    says("xong · done", 1.0)
