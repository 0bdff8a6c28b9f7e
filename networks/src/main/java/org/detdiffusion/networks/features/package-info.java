/** Networks whose features say how much two sets of images are alike. */
package org.detdiffusion.networks.features;
