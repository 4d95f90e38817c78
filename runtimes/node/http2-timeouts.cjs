// @ts-check
// Timeouts of HTTP/2 sessions and streams: Node gives them the same method as sockets, but shows their
// classes to nobody who has none of them.
'use strict';

const http2 = require('node:http2');
const net = require('node:net');
const { Duplex } = require('node:stream');

/** Who is asked by it reads and writes nothing. */
const toNobody = () =>
  new Duplex({
    read() {},
    write(_chunk, _encoding, done) {
      done();
    },
  });

/** @param {any} object */
function ownTimeoutsOf(object) {
  for (let owner = object; owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (Object.hasOwn(owner, 'setTimeout')) owner.setTimeout = net.Socket.prototype.setTimeout;
  }
}

function install() {
  const session = http2.connect('http://localhost', { createConnection: toNobody });
  const stream = session.request();
  for (const object of [session, stream]) {
    object.on('error', () => {});
    ownTimeoutsOf(object);
    object.destroy();
  }
}

module.exports = { install };
