// @ts-check
// Timeouts that Node runs by timers of its own, to which JavaScript has no way: they pass in real
// time, whatever the virtual clock does. Where a program sets one, the report says so.
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const { emit } = require('./channel.cjs');

function install() {
  const { setTimeout } = net.Socket.prototype;
  net.Socket.prototype.setTimeout = function (milliseconds, ...rest) {
    if (milliseconds > 0) emit('unowned', { what: 'sets a timeout of a socket, in real time' });
    return setTimeout.call(this, milliseconds, ...rest);
  };
  const { watchFile } = fs;
  /** @type {any} */ (fs).watchFile = (/** @type {any[]} */ ...args) => {
    emit('unowned', { what: 'looks at a file again and again (fs.watchFile), in real time' });
    return /** @type {any} */ (watchFile)(...args);
  };
}

module.exports = { install };
