"""Scrapy settings: what holds for every site. What a site or the operator decides is added by the spider."""

import os

BOT_NAME = "netsword"
NETSWORD_CONFIG = os.environ.get("NETSWORD_CONFIG", "")
SPIDER_MODULES: list[str] = []
SPIDER_LOADER_CLASS = "crawler.loader.SiteLoader"

# The frontier is the database: what was scheduled survives a kill.
SCHEDULER = "crawler.scheduler.FrontierScheduler"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# No address of a private network is dialled, however a page leads there. Process-wide: ignored in custom_settings.
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
ASYNCIO_EVENT_LOOP = "uvloop.Loop"

# Ports that run code, schemes that read this machine, and features that a monitor does not need.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
_HANDLER = "crawler.receiving.TolerantDownloadHandler"
DOWNLOAD_HANDLERS = {"http": _HANDLER, "https": _HANDLER, "data": None, "file": None, "ftp": None, "s3": None}
COOKIES_ENABLED = False
REFERER_ENABLED = False
HTTPPROXY_ENABLED = False

# The delay that an operator sets is the least, not an average.
DOWNLOAD_DELAY_JITTER = 0.0

# One item at a time: 100 tasks for each response is 40 % of a crawl's time.
CONCURRENT_ITEMS = 1
DOWNLOAD_FAIL_ON_DATALOSS = False
# What took too long is not asked twice, and a host that is busy is given time.
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 504, 520, 521, 522, 524]
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "twisted.internet.error.ConnectionDone",
    "twisted.internet.error.ConnectError",
    "twisted.internet.error.ConnectionLost",
]
# Redirects are visited as addresses of their own, so that every rule sees each hop.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
HTTPERROR_ALLOW_ALL = True
MEMUSAGE_LIMIT_MB = 2_000

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.compression.PlainCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    # Each costs every page: we log in nowhere, and count pages ourselves.
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "crawler.robots.HonestRobotsMiddleware": 100,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
# Whatever is named here is imported, also when it is turned off: ports that run code are not named.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
EXTENSIONS = {"crawler.desk.Desk": 0, "crawler.bodies.BodyGate": 10}
ITEM_PIPELINES = {
    "crawler.pipelines.match.MatchPipeline": 100,
    "crawler.pipelines.evidence.EvidencePipeline": 200,
    "crawler.pipelines.store.StorePipeline": 300,
}
SPIDER_CONTRACTS = {"crawler.contracts.StartAddress": 10, "crawler.contracts.Readable": 20}
LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.quiet.QuietFormatter"
