Console.WriteLine("hivemind");
