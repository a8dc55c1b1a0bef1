"""The clerk's and the heads' desk: every resolution with its stage and the one next step."""

from handlers.calls import press
from handlers.routes import command
from handlers.turn import Turn
from rules.resolutions import ResolutionList, ResolutionPage


@command("hoso", "resolutions")
def resolutions(turn: Turn) -> None:
    """Show the resolutions."""
    turn.show(ResolutionList())


@press
def open_resolution(turn: Turn, resolution_id: int) -> None:
    """Show one resolution."""
    turn.show(ResolutionPage(resolution_id=resolution_id))
