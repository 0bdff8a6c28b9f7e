/** How a directory with somebody else's detector is described: {@code config.json}. */
package org.detdiffusion.networks.detection.settings;
