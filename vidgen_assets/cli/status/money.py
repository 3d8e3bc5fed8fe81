"""Who speaks in a video and what it has cost, in a few lines, or call by call. What was paid is known elsewhere."""

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vidgen_assets.cli.words import NOUNS, count, span
from vidgen_assets.domain.narration import SectionAudio, speakers
from vidgen_assets.domain.plan import Plan
from vidgen_assets.domain.production import AssetName, Slot
from vidgen_assets.domain.scene import SceneCode
from vidgen_assets.domain.spend import Call, Spend
from vidgen_assets.domain.staleness import Catalog
from vidgen_assets.services.accounts import Bill


def tell_money(console: Console, plan: Plan, catalog: Catalog, bill: Bill, *, each_call: bool) -> None:
    """The voices; the bill by service and model, if there is one; and if wanted, the calls of each thing."""
    found = ((section.key, catalog.get(Slot(AssetName.AUDIO, section.key))) for section in plan.sections)
    audios = {key: audio for key, audio in found if isinstance(audio, SectionAudio)}
    if audios:
        console.print(f"Spoken by {escape(speakers(audios))}.", soft_wrap=True)
    if bill.usd or bill.spend.calls:
        console.print(f"It has cost ${bill.usd:.4f}:", soft_wrap=True)
        for (service, model), one in bill.spend.by_model.items():
            console.print(f"  {escape(f'{service} {model}')}: {_amount(one)}", soft_wrap=True)
    if each_call:
        console.print(_calls(plan, catalog), soft_wrap=not console.is_terminal)


def _amount(spend: Spend) -> str:
    tokens = f"{spend.tokens:,} tokens" if spend.tokens else ""
    characters = f"{spend.characters:,} characters" if spend.characters else ""
    times = count(len(spend.calls), "call")
    return ", ".join(filter(None, (times, tokens, characters, span(spend.seconds), f"${spend.usd:.4f}")))


def _calls(plan: Plan, catalog: Catalog) -> Table:
    table = Table("", "Of", "Service", "Model", "For", "Outcome", "Took", "Tokens", "Characters", "$", box=None)
    for slot, spend in _spends(plan, catalog):
        for call in spend.calls:
            table.add_row(f"[dim]{slot.section or ''}[/]", NOUNS[slot.asset], *map(escape, _row(call)))
    return table


def _spends(plan: Plan, catalog: Catalog) -> Iterator[tuple[Slot, Spend]]:
    yield Slot(AssetName.PLAN), plan.spend
    for slot, stored in catalog.items():
        if isinstance(stored, SectionAudio | SceneCode):
            yield slot, stored.spend


def _row(call: Call) -> tuple[str, ...]:
    tokens = call.input_tokens + call.output_tokens + call.cached_tokens
    price = "?" if call.usd is None else f"{call.usd:.4f}"
    said = f"{call.outcome}: {call.note}" if call.note else call.outcome
    numbers = (f"{number:,}" if number else "" for number in (tokens, call.characters))
    return (call.service, call.model, call.purpose, said, span(call.seconds), *numbers, price)
