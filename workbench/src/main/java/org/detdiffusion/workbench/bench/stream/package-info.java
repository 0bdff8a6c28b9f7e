/** What the stream costs: the workers' loops beside Kafka's own clients, on one broker. */
package org.detdiffusion.workbench.bench.stream;
