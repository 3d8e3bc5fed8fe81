"""The command itself: says where the web interface is, opens it, and ends it on Ctrl-C."""

import asyncio
import webbrowser
from typing import Annotated

import typer

from vidgen_assets.cli.console import results
from vidgen_assets.settings import Settings


def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 3000,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
) -> None:
    """Show all videos, their assets and runs in Dagster's web interface."""
    from vidgen_assets.cli.ui.serving import check_port, serve
    from vidgen_assets.defs.instance import open_instance

    settings, console = Settings.from_env(), results()
    check_port(host, port)
    open_instance(settings.dagster_home).dispose()  # services that make its databases at the same moment can fail
    url = f"http://{host}:{port}"

    def ready() -> None:
        console.print(f"Dagster's web interface is at {url} (Ctrl-C ends it)", soft_wrap=True)
        if open_page and not _is_terminal_browser():
            webbrowser.open(url)

    console.print("Starting Dagster's web interface and daemon …")
    try:
        asyncio.run(serve(settings, host, port, ready))
    except KeyboardInterrupt:
        console.print("Ended.")


def _is_terminal_browser() -> bool:
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return True
    return isinstance(browser, webbrowser.GenericBrowser) and not isinstance(browser, webbrowser.BackgroundBrowser)
