/**
 * The browser client's entry: styles, the live stream, and the shell in the page.
 *
 * @module
 */
import { render } from 'preact';

import './shell/theme.css';
import './parts/parts.css';
import './shell/touch.css';
import { listen } from './live';
import { takeTokenFromAddress } from './session';
import { Shell } from './shell/shell';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no element "app"');
await takeTokenFromAddress();
listen();
render(<Shell />, root);
