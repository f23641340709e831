import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("ecosire_support_mail_setup", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='ecosire_support.menu_root']", run: "click" },
        {
            trigger: ".o_menu_sections [data-menu-xmlid='ecosire_support.menu_configuration']",
            run: "click",
        },
        {
            trigger: ".dropdown-item[data-menu-xmlid='ecosire_support.menu_mail_setup']",
            run: "click",
        },
        { trigger: ".o_ecosire_steps li[data-state=bad]:contains(no ticket is mailed)" },
        { trigger: ".o_field_widget[name=mailbox] input", run: "edit desk@ecosire.example" },
        { trigger: ".o_field_widget[name=desk_name] input", run: "edit support" },
        { trigger: ".o_form_statusbar button:contains(Save)", run: "click" },
        { trigger: ".o_ecosire_steps li[data-state=ok]:contains(desk@ecosire.example)" },
        { trigger: ".o_ecosire_steps li[data-state=ok]:contains(support@delta.example)" },
        { trigger: ".o_form_statusbar button:contains(Send a test round trip)", run: "click" },
        { trigger: ".o_ecosire_steps li:contains(Test round trip):contains(not back yet)" },
        { trigger: ".o_form_statusbar button:contains(Look again)", run: "click" },
        { trigger: ".o_ecosire_mail_setup" },
    ],
});
