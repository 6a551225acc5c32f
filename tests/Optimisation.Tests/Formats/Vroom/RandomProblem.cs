using System.Globalization;
using System.Text.Json.Nodes;

namespace Routing.Optimisation.Tests.Formats.Vroom;

/// <summary>A VROOM problem in which every feature turns up sooner or later, with asymmetric travel.</summary>
internal static class RandomProblem
{
    public static byte[] Make(int seed)
    {
        var random = new Random(seed);
        var dimensions = random.Next(3);
        var places = 4 + random.Next(20);
        var isEpoch = random.Next(4) == 0;
        var zero = isEpoch ? 1_700_000_000L : 0;
        var hasDistances = random.Next(2) == 0;
        var matrices = new JsonObject { ["car"] = Matrix(places) };
        if (random.Next(2) == 0)
            matrices["bike"] = Matrix(places);
        var profiles = matrices.Select(pair => pair.Key).ToArray();
        var problem = new JsonObject { ["matrices"] = matrices };
        problem["vehicles"] = new JsonArray([.. Enumerable.Range(0, 1 + random.Next(5)).Select(id => (JsonNode)Vehicle(id))]);
        var isMoving = random.Next(5) == 0;
        problem["jobs"] = isMoving ? new JsonArray() : new JsonArray([.. Enumerable.Range(0, random.Next(12)).Select(id => (JsonNode)Job(id))]);
        problem["shipments"] = new JsonArray([.. Enumerable.Range(0, 1 + random.Next(10)).Select(id => (JsonNode)Shipment(id))]);
        foreach (var vehicle in problem["vehicles"]!.AsArray())
        {
            if (isMoving && random.Next(4) > 0)
                vehicle!["loaded_profile"] = profiles[random.Next(profiles.Length)];
            if (random.Next(5) == 0)
                vehicle!["lifo"] = true;
        }

        return System.Text.Encoding.UTF8.GetBytes(problem.ToJsonString());

        JsonObject Matrix(int size)
        {
            var points = Enumerable.Range(0, size).Select(_ => (X: random.Next(3000), Y: random.Next(3000))).ToArray();
            JsonArray Table(double factor)
            {
                JsonNode Row((int X, int Y) a) => new JsonArray([.. points.Select(b => (JsonNode)(a == b ? 0 : (int)(factor * (Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y)) + random.Next(100))))]);
                return new JsonArray([.. points.Select(Row)]);
            }

            var matrix = new JsonObject { ["durations"] = Table(1) };
            if (hasDistances)
                matrix["distances"] = Table(7);
            return matrix;
        }

        JsonArray Window(long from, long until) => [from, until];

        JsonArray Windows()
        {
            var windows = new JsonArray();
            var from = zero + random.Next(20_000);
            for (var w = random.Next(3); w >= 0; w--)
            {
                var until = from + random.Next(8000);
                windows.Add((JsonNode)Window(from, until));
                from = until + 1 + random.Next(5000);
            }

            return windows;
        }

        JsonArray Amounts(int most) => new([.. Enumerable.Range(0, dimensions).Select(_ => (JsonNode)random.Next(most + 1))]);

        JsonObject Vehicle(int id)
        {
            var vehicle = new JsonObject { ["id"] = id + 100, ["profile"] = profiles[random.Next(profiles.Length)] };
            var ends = random.Next(4);
            if (ends != 1)
                vehicle["start_index"] = random.Next(places);
            if (ends != 2)
                vehicle["end_index"] = random.Next(places);
            if (random.Next(3) > 0)
                vehicle["time_window"] = Window(zero + random.Next(5000), zero + 15_000 + random.Next(20_000));
            if (dimensions > 0)
                vehicle["capacity"] = Amounts(6);
            if (random.Next(2) == 0)
                vehicle["skills"] = new JsonArray(1, 2);
            if (random.Next(3) == 0)
                vehicle["speed_factor"] = Math.Round(0.5 + 2 * random.NextDouble(), 2);
            if (random.Next(3) == 0)
                vehicle["costs"] = new JsonObject { ["fixed"] = random.Next(2000), ["per_hour"] = random.Next(7200), ["per_km"] = hasDistances ? random.Next(300) : 0 };
            if (random.Next(4) == 0)
                vehicle["max_tasks"] = random.Next(8);
            if (random.Next(4) == 0)
                vehicle["max_travel_time"] = 3000 + random.Next(12_000);
            if (hasDistances && random.Next(4) == 0)
                vehicle["max_distance"] = 20_000 + random.Next(60_000);
            if (random.Next(3) == 0)
                vehicle["type"] = "van";
            if (random.Next(3) == 0)
                vehicle["breaks"] = new JsonArray([.. Enumerable.Range(0, 1 + random.Next(2)).Select(b => (JsonNode)Break(b))]);
            return vehicle;
        }

        JsonObject Break(int id)
        {
            var pause = new JsonObject { ["id"] = id, ["service"] = random.Next(1800), ["time_windows"] = Windows() };
            if (dimensions > 0 && random.Next(3) == 0)
                pause["max_load"] = Amounts(4);
            return pause;
        }

        JsonObject Stop(int id)
        {
            var stop = new JsonObject { ["id"] = id, ["location_index"] = random.Next(places), ["service"] = random.Next(600) };
            if (random.Next(3) == 0)
                stop["setup"] = random.Next(300);
            if (random.Next(4) == 0)
                stop["service_per_type"] = new JsonObject { ["van"] = random.Next(900) };
            if (random.Next(2) == 0)
                stop["time_windows"] = Windows();
            if (random.Next(4) == 0)
                stop["description"] = string.Create(CultureInfo.InvariantCulture, $"the {id}th");
            return stop;
        }

        void Task(JsonObject task)
        {
            if (random.Next(4) == 0)
                task["skills"] = new JsonArray(1 + random.Next(2));
            if (random.Next(3) == 0)
                task["priority"] = random.Next(101);
        }

        JsonObject Job(int id)
        {
            var job = Stop(id);
            if (dimensions > 0 && random.Next(2) == 0)
                job["delivery"] = Amounts(2);
            if (dimensions > 0 && random.Next(2) == 0)
                job["pickup"] = Amounts(2);
            Task(job);
            return job;
        }

        JsonObject Shipment(int id)
        {
            var shipment = new JsonObject { ["pickup"] = Stop(id), ["delivery"] = Stop(id + 1000) };
            if (dimensions > 0)
                shipment["amount"] = Amounts(3);
            Task(shipment);
            return shipment;
        }
    }
}
