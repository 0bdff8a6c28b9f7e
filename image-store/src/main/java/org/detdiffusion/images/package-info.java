/** The images of messages: in the message itself when small, else in a store beside Kafka. */
package org.detdiffusion.images;
