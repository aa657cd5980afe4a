/** Shared by the tests of all modules: servers, access tokens, a clock, a reader of events, architecture rules. */
package org.linzhang.platform.testing;
