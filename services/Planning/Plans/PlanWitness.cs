using Routing.Optimisation.Model;

namespace Routing.Planning.Plans;

/// <summary>Sees every plan with the problem that it solves, before anybody is told of it: so that tests judge them all.</summary>
internal delegate void PlanWitness(DayModel model, Plan plan);
