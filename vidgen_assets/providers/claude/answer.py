"""Reading an answer of the Messages API: whether it is one, what it says, and what it cost. Nothing is asked here."""

import json
from collections.abc import Mapping
from typing import Any

from vidgen_assets.domain.service_errors import AnswerError, RefusalError
from vidgen_assets.domain.spend import Call
from vidgen_assets.providers.claude.service import SERVICE
from vidgen_assets.services.prices import PriceTable
from vidgen_assets.services.reply import Reply

_CUT_OFF = ("max_tokens", "model_context_window_exceeded")
_COUNTS = ("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")


def judge(reply: Reply) -> None:
    """Raise `AnswerError` unless the reply is a message with content and a stop reason; a proxy's HTML page is not."""
    message = _message(reply)
    if message.get("type") == "message" and message.get("stop_reason") and _are_blocks(message.get("content")):
        return
    start = reply.body[:80].decode(errors="replace").strip()
    kind = reply.headers.get("content-type", "unknown type")
    raise AnswerError(
        f"the answer is no message but {kind} that starts {start!r}; is a proxy in the way of ANTHROPIC_BASE_URL?",
        service=SERVICE,
        request_id=reply.headers.get("request-id"),
    )


def refusal(reply: Reply) -> RefusalError | None:
    """Why the model declined to answer, if it did."""
    message = _message(reply)
    if message["stop_reason"] != "refusal":
        return None
    category = _object(message.get("stop_details")).get("category") or "no category given"
    problem = f"the model declined to answer ({category}); reword the prompt"
    return RefusalError(problem, service=SERVICE, request_id=reply.headers.get("request-id"))


def text_of(reply: Reply) -> str:
    """What a good reply says."""
    blocks = _message(reply)["content"]
    return "".join(block.get("text", "") for block in blocks if block.get("type") == "text")


def is_truncated(reply: Reply) -> bool:
    """Whether a good reply was cut off."""
    return _message(reply)["stop_reason"] in _CUT_OFF


def bill(reply: Reply, model: str, purpose: str, prices: PriceTable) -> Call:
    """What a reply cost by the tokens counted in it; nothing if it counts none, as a proxy's page."""
    message = _message(reply)
    usage = _object(message.get("usage"))
    fresh, output, read, written = (_count(usage.get(name)) for name in _COUNTS)
    answered = str(message.get("model") or model)
    price = prices.of(SERVICE, answered)
    return Call(
        service=SERVICE,
        model=answered,
        purpose=purpose,
        outcome="paid",
        input_tokens=fresh + written,
        output_tokens=output,
        cached_tokens=read,
        usd=None if price is None else price.of_tokens(fresh, output, read, written),
    )


def _message(reply: Reply) -> Mapping[str, Any]:
    try:
        return _object(json.loads(reply.body))
    except ValueError:
        return {}


def _are_blocks(blocks: object) -> bool:
    if not isinstance(blocks, list):
        return False
    return all(isinstance(block, dict) and isinstance(block.get("text", ""), str) for block in blocks)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
