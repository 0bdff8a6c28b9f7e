/**
 * What an autoscaler makes of the backlog: bursts of jobs played against its rule, without pods.
 */
package org.detdiffusion.workbench.scaling;
