"""The names of run tags. Those of Dagster's that are needed are spelled out as well, so that no private module is."""

FORCE = "vidgen/force"
"""``true`` on a run: make everything in it, even if it is stored."""

PLAN_ONLY = "vidgen/plan_only"
"""``true`` on a run whose plan somebody wants to read before anything is made of it."""

VIDEO = "vidgen/video"
"""The video that a run works on, for people who filter runs."""

REQUESTER = "vidgen/requester"
"""Who wants the video, where that is said."""

WORKER = ".dagster/vidgen_worker"
"""The process of a run, so that any process of the same user can watch and end it. The UI hides tags that begin so."""

PARTITION = "dagster/partition"
RUN_KEY = "dagster/run_key"
PRIORITY = "dagster/priority"
MAX_RETRIES = "dagster/max_retries"
WILL_RETRY = "dagster/will_retry"
PARENT_RUN = "dagster/parent_run_id"
