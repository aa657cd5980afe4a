/** What every module's tests stand on: real servers, signed tokens, a clock that moves, a probe for events, house rules. */
package org.linzhang.platform.testing;
