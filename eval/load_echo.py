"""The yardstick of ``eval.load``: an empty Gradio application that gives back what it gets."""

from __future__ import annotations

import os
import sys

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr


def main(port: int, concurrency: int) -> None:
    with gr.Blocks(analytics_enabled=False) as blocks:
        box = gr.Textbox()
        box.submit(lambda text: text, box, gr.Textbox())
    blocks.queue(default_concurrency_limit=concurrency, max_size=None)
    blocks.launch(server_name="127.0.0.1", server_port=port, quiet=True, ssr_mode=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
