"""`vidgen make --review`: the plan alone is made and shown, and put into a script that can be edited."""

import shlex
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from vidgen_assets.cli.producing import tell_failures
from vidgen_assets.cli.words import count
from vidgen_assets.defs.driver import Driver
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.quality import Quality


def plan_for_review(driver: Driver, video: str, console: Console) -> None:
    """Make the plan, show its outline, and write it down as a script. Ends the command when it could not be made."""
    outcome = driver.run(video, lambda _: None, plan_only=True)
    plan = driver.studio.plan(video)
    if outcome.failures or plan is None:
        raise typer.Exit(tell_failures(outcome, console))
    _tell(plan, console)
    if not plan.script:
        console.print("The script is yours: edit it, then make the video.")
        return
    file = Path(f"{video}.md")
    kept = file.exists() and file.read_text(encoding="utf-8") != plan.script
    if kept:
        console.print(f"[yellow]{file} is of an older plan, or edited; it was left as it is.[/]", soft_wrap=True)
    else:
        file.write_text(plan.script, encoding="utf-8")
    console.print("To make it as it is, give the same command without --review: the plan is not bought again.")
    console.print(f"To change it, edit {file}, then:")
    console.print(f"  vidgen make --script {file}{_options(plan)}", soft_wrap=True, markup=False)


def _options(plan: Plan) -> str:
    """What was asked for besides, for the command line."""
    asked = {
        "quality": (plan.quality, Quality.STANDARD),
        "language": (plan.language, "en"),
        "voice": (plan.voice, None),
    }
    return "".join(f" --{name} {shlex.quote(wish)}" for name, (wish, usual) in asked.items() if wish and wish != usual)


def _tell(plan: Plan, console: Console) -> None:
    console.print(f"[bold]{escape(plan.title)}[/]")
    for section in plan.sections:
        words = len(section.spoken.split())
        told = f"{count(len(section.beats), 'beat')}, {count(words, 'word')}"
        console.print(f"  {section.key} {escape(section.title)} [dim]({told})[/]")
        if section.summary:
            console.print(f"     [dim]{escape(section.summary)}[/]")
    if plan.spend.calls:
        console.print(f"The plan cost ${plan.spend.usd:.4f}.")
