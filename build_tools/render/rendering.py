"""Renders many pages: from what is kept, and the rest on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace

from build_tools.kept import KeptValues
from build_tools.packed import pack, unpack
from build_tools.render.keys import RenderKeys
from build_tools.render.site_pages import PageJob, RenderedPage, SiteModel, render_job
from build_tools.workers import WORTH_IT, map_shared


def render_pages(
    model: SiteModel, jobs: Sequence[PageJob], kept: KeptValues, words: str, executor: Executor | None = None
) -> list[RenderedPage]:
    """Return every job's page, in order.

    Args:
        model: everything rendering reads.
        jobs: what to render.
        kept: pages of earlier builds.
        words: fingerprint of the message catalogues.
        executor: where pages are rendered; this machine's cores when not given.
    """
    keys = RenderKeys(model, words)

    def render(places: list[int]) -> list[bytes]:
        if len(places) >= WORTH_IT:
            model.compile_templates()
        return map_shared(render_chunk, model, [jobs[i] for i in places], executor)

    made_from = [keys.key(job) for job in jobs]
    packed = kept.take(made_from, render)
    return [replace(unpack(data), made_from=key) for data, key in zip(packed, made_from, strict=True)]


def render_chunk(model: SiteModel, jobs: Sequence[PageJob]) -> list[bytes]:
    """Render some pages, each packed: a pure function of the model and the jobs."""
    return [pack(render_job(model, job)) for job in jobs]
