/**
 * The browser client's entry: styles, the live stream, and the shell in the page.
 *
 * @module
 */
import { render } from 'preact';

import './shell/theme.css';
import './parts/parts.css';
import './shell/touch.css';
import './body/body.css';
import './checks/checks.css';
import './faults/faults.css';
import './integrations/integrations.css';
import './schema/schema.css';
import './send/send.css';
import './sent/sent.css';
import './settings/settings.css';
import { listen } from './live';
import { takeTokenFromAddress } from './session';
import { Shell } from './shell/shell';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no element "app"');
await takeTokenFromAddress();
listen();
render(<Shell />, root);
