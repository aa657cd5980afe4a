/** Whatever goes wrong at the door is answered as a problem, and never with a page or a stack trace under {@code /api}. */
package org.linzhang.gateway.problem;
