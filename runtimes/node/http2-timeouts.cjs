// @ts-check
// Timeouts of HTTP/2 sessions and streams. Node gives them the same method as sockets, but does not
// export their classes: a session of our own leads there.
'use strict';

const http2 = require('node:http2');
const net = require('node:net');
const { Duplex } = require('node:stream');

/** A connection to nobody. */
const toNobody = () =>
  new Duplex({
    read() {},
    write(_chunk, _encoding, done) {
      done();
    },
  });

/** @param {object} object */
function ownTimeoutsOf(object) {
  const { setTimeout } = net.Socket.prototype;
  for (let owner = object; owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (Object.hasOwn(owner, 'setTimeout')) Object.assign(owner, { setTimeout });
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
