package org.detdiffusion.workerkit;

/**
 * A member of a pool that takes jobs from a queue, the oldest first. The queue is a Kafka share
 * group, in which there may be more members than partitions and a slow job holds up nobody; or,
 * where the cluster has none, a consumer group, in which each partition has one member.
 *
 * <p>A job stays ours while it is at work, however long that is; its outputs are written before it
 * is taken off the queue. At least once: a job whose worker dies is delivered again, so the key of
 * an output should be a function of the job. When the job was lost meanwhile, the result is
 * dropped.
 */
public final class JobQueueLoop implements Loop {
  private static final Meters[] COUNTED = {
    Meters.DONE,
    Meters.REJECTED,
    Meters.RETRIED,
    Meters.DEAD_LETTERS,
    Meters.RENEWALS,
    Meters.LOCKS_LOST
  };

  private final String name;
  private final KafkaClients clients;
  private final String groupId;
  private final String topic;
  private final JobQueueOptions options;
  private final JobHandler handler;
  private final LoopMeters meters;
  private final LoopThread thread;

  /**
   * A member that is yet to be started.
   *
   * @param groupId the share group: the pool's name. As a consumer group it is called {@code
   *     groupId.queue}, since Kafka has one kind of group to a name
   */
  public JobQueueLoop(
      String name,
      KafkaClients clients,
      String groupId,
      String topic,
      JobQueueOptions options,
      JobHandler handler) {
    this.name = name;
    this.clients = clients;
    this.groupId = groupId;
    this.topic = topic;
    this.options = options;
    this.handler = handler;
    this.meters = new LoopMeters(clients.meters(), name);
    this.thread = new LoopThread(name, options.patience(), this::session);
  }

  /** With 4 attempts a job and 25 seconds of grace. */
  public JobQueueLoop(
      String name,
      KafkaClients clients,
      String groupId,
      String topic,
      int maxBatch,
      JobHandler handler) {
    this(name, clients, groupId, topic, JobQueueOptions.batchesOf(maxBatch), handler);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    meters.observe(thread, COUNTED);
    Meters.QUEUE_WAIT.timer(clients.meters(), name);
    thread.start();
  }

  @Override
  public LoopState state() {
    return thread.state();
  }

  /**
   * Begins no job from now on; returns at once. For closing several members: one that isn't told
   * yet would take the job that another gives back.
   */
  public void askToStop() {
    thread.askToStop();
  }

  @Override
  public void close() {
    thread.close();
  }

  private void session(StopSignal stop, Runnable running) throws InterruptedException {
    clients.requireRights();
    QueueKind kind;
    int attempts = options.attempts();
    try (var admin = clients.admin()) {
      var choice = new QueueChoice(admin.client(), clients.bootstrapServers());
      kind = choice.choose(name, options.queue());
      if (kind == QueueKind.SHARE) {
        new ShareGroupSetup(admin.client()).prepare(groupId);
        attempts = DeliveryLimit.read(admin.client()).attempts(options.attempts());
      }
    }
    try (var publisher = clients.publisher();
        var worker = new JobWorker(name, work(publisher, attempts, stop));
        var source = source(kind, attempts)) {
      new JobQueueSession(source, worker, options.grace(), meters).run(stop, running);
    }
  }

  private JobSource source(QueueKind kind, int attempts) {
    if (kind == QueueKind.SHARE) {
      var waiting = waiting(ShareJobs.TRUSTED_DELIVERIES, attempts);
      return new ShareJobs(clients.shareConsumer(groupId, options), topic, waiting, meters);
    }
    var waiting = waiting(GroupJobs.TRUSTED_DELIVERIES, attempts);
    var consumer = clients.queueConsumer(consumerGroup(groupId), options.maxBatch());
    return new GroupJobs(
        consumer, topic, waiting, options.batchWait(), clients.settings().session());
  }

  private WaitingJobs waiting(int trustedDeliveries, int attempts) {
    return new WaitingJobs(handler::shape, options.maxBatch(), trustedDeliveries, attempts);
  }

  private JobWork work(Publisher publisher, int attempts, StopSignal stop) {
    var backOff = new BackOff(stop);
    var settlement = new JobSettlement(publisher, new DeadLetters(name), attempts, meters, backOff);
    var spans = new LoopSpans(clients.tracing(), name, groupId);
    return new JobWork(handler, settlement, meters, spans, backOff);
  }

  /** Kafka has one kind of group to a name. */
  static String consumerGroup(String pool) {
    return pool + ".queue";
  }
}
