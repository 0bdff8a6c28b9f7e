/** Random numbers that follow from a seed and a place, so that any example can be made again. */
package org.detdiffusion.perception.random;
