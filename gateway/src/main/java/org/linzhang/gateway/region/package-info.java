/** The regions as the web client needs them: names, what lies below, and the shapes that maps are drawn from. */
package org.linzhang.gateway.region;
