// @ts-check
// Timeouts that Node runs by timers of its own, to which JavaScript has no way: they pass in real
// time, whatever the virtual clock does. Where a program sets one, the report says so.
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const { emit } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

function install() {
  replace(
    net.Socket.prototype,
    'setTimeout',
    (real) =>
      function (milliseconds, ...rest) {
        if (milliseconds > 0) emit('unowned', { what: 'sets a timeout of a socket, in real time' });
        return Reflect.apply(real, this, [milliseconds, ...rest]);
      },
  );
  replace(fs, 'watchFile', (real) => (...args) => {
    emit('unowned', { what: 'looks at a file again and again (fs.watchFile), in real time' });
    return real(...args);
  });
}

module.exports = { install };
