"""Serves one GGUF file over HTTP on the loopback interface until standard input closes.

Arguments: the file, the context in tokens, the threads. Standard output: the address, one line.
"""

import os
import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = int(sys.argv[2])
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = int(sys.argv[3])
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_parallel = 1
params.cache_ram_mib = 0
params.swa_full = True
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.buffer.read()
os._exit(0)
