/** The regions as the web client needs them: names, subregions and boundaries for maps. */
package org.linzhang.gateway.region;
