/** The data of the demo: what {@code deploy/up} adds to an empty platform, so that its pages show something. */
package org.linzhang.local.demo;
