/** Log lines that can not be forged by what clients send. */
package org.linzhang.platform.log;
