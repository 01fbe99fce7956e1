package app

import (
	"context"
	"time"

	"habitue/internal/platform/config"
	"habitue/internal/platform/id"
	"habitue/internal/platform/job"
	"habitue/internal/platform/system"
)

// newSystem makes what an operator looks through.
func (a *App) newSystem(ids *id.Source) *system.Service {
	d := system.Deps{DB: a.db.jobs, IDs: ids, Clock: a.clock, Jobs: a.Jobs, Pools: a.pools(),
		Version: a.options.Version, Roles: a.Config.Roles, Private: a.Private(), Started: a.clock.Now(), States: a.states}
	if a.Replica != nil {
		d.Keeper = a.Replica
	}
	return system.New(d)
}

func (a *App) pools() []system.Pool {
	return []system.Pool{{Name: "interactive", DB: a.db.interactive}, {Name: "bulk", DB: a.db.bulk}, {Name: "jobs", DB: a.db.jobs},
		{Name: "ids", DB: a.db.ids}, {Name: "analysis", DB: a.db.analysis}}
}

const (
	// checkTime is when the proofs are made: the shops are closed, and what was
	// written until midnight is what an accountant will ask for.
	checkTime   = 3*time.Hour + 30*time.Minute
	compareTime = 4*time.Hour + 30*time.Minute
	// compareEvery is how old what nobody has compared may become.
	compareEvery = 10 * time.Minute
)

// watch is what the program does by itself to be sure of what it keeps. Nights
// are the retailer's, as the settings have them when the program starts.
func (a *App) watch(ctx context.Context, j *job.Jobs) error {
	settings, err := a.Requests.Org.Settings(ctx, a.db.interactive)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(settings.Zone)
	if err != nil {
		return err
	}
	j.Add("check.nightly", job.Long, job.Schedule{Nightly: checkTime, Zone: zone}, a.checkNightly)
	j.Add("system.forget_runs", job.Long, job.Schedule{Interval: 24 * time.Hour}, inBatches(a.System.Forget))
	if a.Config.Analytics == config.AnalyticsReplica {
		j.Add("replica.compare_new", job.Replica, job.Schedule{Interval: compareEvery}, a.compare(false))
		j.Add("replica.compare_nightly", job.Replica, job.Schedule{Nightly: compareTime, Zone: zone}, a.compare(true))
		j.Add("replica.rebuild", job.Replica, job.Schedule{}, a.rebuildReplica)
	}
	return nil
}

// queues are those that this process works off.
func (a *App) queues() (list []job.Queue) {
	if a.Config.Has(config.RoleWorker) {
		list = append(list, job.Ordinary, job.Long)
	}
	if a.Replica != nil {
		list = append(list, job.Replica)
	}
	return list
}
