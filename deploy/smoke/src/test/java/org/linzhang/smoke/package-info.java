/** Tests of the whole system through the gateway: real servers, real services, a real browser. */
package org.linzhang.smoke;
