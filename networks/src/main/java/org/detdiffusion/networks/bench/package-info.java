/** Work whose time is taken: products, a block of the U-Net, the whole of it, training steps. */
package org.detdiffusion.networks.bench;
