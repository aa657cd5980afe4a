/** The whole system through its front door: real servers, real services, a real browser. */
package org.linzhang.smoke;
