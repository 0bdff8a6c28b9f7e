/** Kafka's own clients without the kit, to measure the kit's loops beside. */
package org.detdiffusion.workerkit.bench;
