"""An HTTP server for the tests of curl: answers on 127.0.0.1, on a port that it prints.

It ends when its standard input does, and in any case after ten minutes. Responses have no Date and
no Server header, so that they can be compared in full.
"""
import base64
import gzip
import hashlib
import http.server
import os
import re
import socketserver
import sys
import threading
import time
import urllib.parse

tries = {}
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def body(self):
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            parts = []
            while True:
                size = int(self.rfile.readline().split(b";")[0], 16)
                parts.append(self.rfile.read(size))
                self.rfile.readline()
                if size == 0:
                    return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, data, code=200, headers=(), reason=None):
        self.send_response_only(code, reason)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def echo(self, body):
        """The request as text: headers but User-Agent by name, multipart boundaries named B."""
        kind = self.headers.get("Content-Type", "")
        found = re.search(r"boundary=(\S+)", kind)
        lines = ["%s %s %s" % (self.command, self.path, self.request_version)]
        for name, value in sorted(self.headers.items(), key=lambda item: item[0].lower()):
            if name == "User-Agent" and value.startswith("curl/"):
                continue
            if name == "Host":
                value = value.replace(":%d" % self.server.server_address[1], ":PORT")
            if name == "Content-Length" and found:
                value = "N"
            lines.append("%s: %s" % (name, value))
        text = "\n".join(lines).encode() + b"\n\n" + body
        if found:
            text = re.sub(rb"-{24}[0-9A-Za-z]{16,22}", b"B", text).replace(b"\r\n", b"\n")
        return text

    def handle_any(self):
        body = self.body()
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        parts = url.path.strip("/").split("/")
        first = parts[0]
        if first == "echo":
            self.answer(self.echo(body), headers=[("Content-Type", "text/plain")])
        elif first == "text":
            self.answer(b"some text\n", headers=[("Content-Type", "text/plain; charset=utf-8"),
                                                 ("X-Test", "one two"), ("Server", "test")])
        elif first == "status":
            self.answer(b"status %s\n" % parts[1].encode(), int(parts[1]))
        elif first == "redirect":
            left = int(parts[1])
            code = int(query.get("code", 302))
            to = "/redirect/%d?code=%d" % (left - 1, code) if left > 1 else "/echo"
            self.answer(b"moved\n", code, [("Location", query.get("to", to))])
        elif first == "bytes":
            size = int(parts[1])
            self.answer(bytes(range(256)) * (size // 256) + bytes(range(size % 256)))
        elif first == "sum":
            self.answer(b"%d %s\n" % (len(body), hashlib.sha1(body).hexdigest().encode()))
        elif first == "slow":
            time.sleep(float(query.get("seconds", 1)))
            self.answer(b"late\n")
        elif first == "stall":
            self.send_response_only(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"begin\n")
            self.wfile.flush()
            time.sleep(float(query.get("seconds", 1)))
            self.close_connection = True
        elif first == "close":
            self.close_connection = True
        elif first == "partial":
            self.send_response_only(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"begin\n")
            self.close_connection = True
        elif first == "empty":
            self.answer(b"")
        elif first == "setcookie":
            self.answer(b"set\n", headers=[("Set-Cookie", "a=1; Path=/"),
                                           ("Set-Cookie", "b=2; Path=/; HttpOnly")])
        elif first == "auth":
            expected = "Basic " + base64.b64encode(b"user:secret").decode()
            if self.headers.get("Authorization") == expected:
                self.answer(b"welcome\n")
            else:
                self.answer(b"denied\n", 401, [("WWW-Authenticate", 'Basic realm="test"')])
        elif first == "fail":
            with lock:
                tries[url.path] = tries.get(url.path, 0) + 1
                done = tries[url.path] > int(parts[2])
                if done:
                    tries[url.path] = 0
            if done:
                self.answer(b"at last\n")
            else:
                self.answer(b"not yet\n", 503, [("Retry-After", query["after"])]
                            if "after" in query else [])
        elif first == "named":
            name = query.get("name", "given.txt")
            self.answer(b"named\n", headers=[
                ("Content-Disposition", 'attachment; filename="%s"' % name)])
        elif first == "gzip":
            data = b"compressed text\n"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                self.answer(gzip.compress(data, mtime=0), headers=[("Content-Encoding", "gzip")])
            else:
                self.answer(b"plain text\n")
        elif first == "range":
            data = b"0123456789"
            found = re.match(r"bytes=(\d+)-(\d*)$", self.headers.get("Range", ""))
            if found:
                start = int(found.group(1))
                end = int(found.group(2) or len(data) - 1)
                self.answer(data[start:end + 1], 206, [
                    ("Content-Range", "bytes %d-%d/%d" % (start, end, len(data)))])
            else:
                self.answer(data)
        elif first == "dated":
            stamp = "Sun, 06 Nov 1994 08:49:37 GMT"
            if self.headers.get("If-Modified-Since", "") == stamp:
                self.answer(b"", 304)
            else:
                self.answer(b"dated\n", headers=[("Last-Modified", stamp)])
        else:
            self.answer(b"not found\n", 404)

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = do_PATCH = do_OPTIONS = handle_any


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
limit = threading.Timer(600, lambda: os._exit(0))
limit.daemon = True
limit.start()
while sys.stdin.buffer.read(1):
    pass
os._exit(0)
