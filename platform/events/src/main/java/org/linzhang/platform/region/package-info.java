/** Regions: their code is their level, their ancestors and the scope of whoever answers for them. */
package org.linzhang.platform.region;
