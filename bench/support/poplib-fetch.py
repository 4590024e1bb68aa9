"""Retrieves every mail of a mailbox with poplib, deletes none, and prints the seconds that it took."""

import poplib
import sys
import time

host, port, user, password = sys.argv[1:]
started = time.perf_counter()
server = poplib.POP3(host, int(port))
server.user(user)
server.pass_(password)
server.uidl()
count = len(server.list()[1])
for number in range(1, count + 1):
    server.retr(number)
server.quit()
print(time.perf_counter() - started)
