/** Regions for the web client: names, subregions and the county boundaries of the map. */
package org.linzhang.gateway.region;
