from . import ir_http, log, noted_doors
