import { redirect } from "next/navigation";

/** Platforms are the first part of the settings; this is the address that the parts' names suggest. */
export default function PlatformsPage() {
  redirect("/settings");
}
