/** Receives request bodies before they are forwarded: bounded in size, memory, number and time. */
package org.linzhang.gateway.body;
