// @ts-check
// What Node does by timers of its own, to which JavaScript has no way: it passes in real time,
// whatever the virtual clock does. Where a program does so, the report says so.
'use strict';

const fs = require('node:fs');
const { emit } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

function install() {
  replace(fs, 'watchFile', (real) => (...args) => {
    emit('unowned', { what: 'looks at a file again and again (fs.watchFile), in real time' });
    return real(...args);
  });
}

module.exports = { install };
