import { startWebClient } from "@web/start";
import { Desk } from "./shell/desk";

startWebClient(Desk);
