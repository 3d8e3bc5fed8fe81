import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from vidgen_assets.domain.service_errors import ServiceRejectedError, ServiceUnavailableError
from vidgen_assets.services.blocking import result_of
from vidgen_assets.services.web import Web, retry_after


async def _peer(request: web.Request) -> web.Response:
    assert request.transport is not None
    return web.Response(text=str(request.transport.get_extra_info("peername")[1]), headers={"X-Kind": "Peer"})


async def _server() -> TestServer:
    app = web.Application()
    app.router.add_get("/", _peer)
    server = TestServer(app)
    await server.start_server()
    return server


async def _ask(service: Web, url: str, timeout_s: float = 2.0) -> bytes:
    return (await service.ask("GET", url, headers={}, timeout_s=timeout_s)).body


async def test_calls_under_one_session_share_its_connections() -> None:
    server, service = await _server(), Web("s")
    url = str(server.make_url("/"))
    async with service.session():
        ports = {await _ask(service, url) for _ in range(3)}
    assert len(ports) == 1
    assert await _ask(service, url) not in ports
    await server.close()


async def test_it_works_in_several_event_loops_at_once() -> None:
    server, service = await _server(), Web("s")
    url = str(server.make_url("/"))
    async with service.session():
        other = await asyncio.to_thread(result_of, _ask(service, url))
        assert other != await _ask(service, url)
    await server.close()


async def test_header_names_are_in_lower_case() -> None:
    server = await _server()
    response = await Web("s").ask("GET", str(server.make_url("/")), headers={}, timeout_s=2.0)
    assert (response.status, response.headers["x-kind"]) == (200, "Peer")
    await server.close()


async def test_what_was_never_sent_may_be_tried_as_often_as_anything() -> None:
    with pytest.raises(ServiceUnavailableError, match="s: no connection") as error:
        await _ask(Web("s"), "http://127.0.0.1:9/")
    assert error.value.most_attempts is None


@pytest.mark.parametrize("url", ["no address", "http://", "http://[::1"])
async def test_an_address_that_is_none_is_rejected(url: str) -> None:
    with pytest.raises(ServiceRejectedError, match="no usable address"):
        await _ask(Web("s"), url)


def test_a_wait_is_told_in_seconds_or_by_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert retry_after({"retry-after": "1.5"}) == 1.5
    assert retry_after({"retry-after": soon}) == pytest.approx(60, abs=3)
    assert retry_after({"retry-after": "-3"}) == 0
    assert [retry_after(headers) for headers in ({}, {"retry-after": "later"}, {"retry-after": ""})] == [None] * 3
