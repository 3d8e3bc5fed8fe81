"""The offline voice: synthesisers on this machine, each run as a child process, behind one narrator."""
