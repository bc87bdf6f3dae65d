"""The page in a web server: Gradio's application inside ours, its queue, and letting go of readers."""

from __future__ import annotations

from typing import Any

from assistant.batch import to_line
from corpus.errors import SettingsError


def mount(server: Any, blocks: Any, tools: bool) -> None:
    """Put the page in a FastAPI server; ``tools`` offers MCP too.

    Raises:
        SettingsError: Gradio did not start its MCP server.
    """
    # Not before ``page_gradio`` has told Gradio to keep to this machine.
    import gradio as gr

    from assistant.page_sessions import Sessions

    gr.mount_gradio_app(
        server,
        blocks,
        path="/",
        theme=gr.themes.Base(
            font=gr.themes.Font("sans-serif"), font_mono=gr.themes.Font("monospace")
        ),
        footer_links=[],
        run_history=False,  # Gradio would keep every question in the browser
        show_error=False,
        ssr_mode=False,
        mcp_server=tools,
        enable_monitoring=False,
        pwa=False,
    )
    for page_app in _pages(server):
        page_app.state_holder = Sessions()
        page_app.state_holder.set_blocks(blocks)
    if tools:
        _write_json(blocks)


def _write_json(blocks: Any) -> None:
    """Have MCP tools answer in JSON: Gradio gives the ``str`` of a Python dict.

    Raises:
        SettingsError: Gradio did not start its MCP server, and would have kept that to itself.
    """
    if blocks.mcp_server_obj is None:
        raise SettingsError(f"MCP start niet: {blocks.mcp_error or 'onbekende oorzaak'}.")
    text = blocks.mcp_server_obj.types.TextContent
    blocks.mcp_server_obj.postprocess_output_data = lambda data, root_url: [
        text(type="text", text=to_line(output)) for output in data
    ]


def waiting(blocks: Any) -> int:
    """Questions that wait for an answer."""
    return len(blocks._queue)


def _pages(server: Any) -> list[Any]:
    """Gradio's own applications inside a server."""
    apps = (getattr(route, "app", None) for route in server.routes)
    return [app for app in apps if hasattr(app, "get_blocks")]


def is_busy(server: Any) -> bool:
    """Whether answers are being made or waited for."""
    queues = [page.get_blocks()._queue for page in _pages(server)]
    return any(len(queue) or any(queue.active_jobs) for queue in queues)


def release(server: Any) -> None:
    """Every open page holds a connection until it is told to let go."""
    for page_app in _pages(server):
        if stop := getattr(page_app, "stop_event", None):
            stop.set()
